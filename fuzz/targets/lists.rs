//! Coverage-guided: `lists` of the checks.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| watchline_fuzz::check("lists", input));
