//! The same program as the app's binary.

fn main() -> std::process::ExitCode {
    watchline::cli::main()
}
