//! The `watchline` program. See `watchline --help`.

fn main() -> std::process::ExitCode {
    watchline::cli::main()
}
