//! How long an update of a page with 100 rows takes, and how many bytes its patches have:
//!
//! ```sh
//! cargo run --release --no-default-features --example update_times
//! ```

use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

use livegraft_native::{Diff, Limits, LiveTree, Numbers, PageTree, ParseOptions, diff, encode, hash, parse};

const ROWS: usize = 100;
const ROUNDS: usize = 500;

fn main() {
    let keys: Vec<_> = (0..ROWS).collect();
    let old = page(&keys, "open");
    let pages = [
        ("nothing but a comment outside", format!("{old}<!--a-->")),
        ("one cell changed", old.replace(">Title 50<", ">Another title<")),
        ("one row inserted", page(&with(&keys, 50, ROWS), "open")),
        ("one row removed", page(&without(&keys, 50), "open")),
        ("one row moved", page(&with(&without(&keys, 5), 50, 5), "open")),
        (
            "list reversed",
            page(&keys.iter().rev().copied().collect::<Vec<_>>(), "open"),
        ),
        ("one cell of each row changed", page(&keys, "done")),
        (
            "all rows replaced",
            page(&keys.iter().map(|key| key + 1_000).collect::<Vec<_>>(), "open"),
        ),
    ];

    let tree = PageTree::adopt(&old, Limits::default()).unwrap();
    println!(
        "{ROWS} rows, {} bytes of HTML, {} numbered nodes, {} bytes in memory",
        old.len(),
        tree.numbers().last(),
        tree.bytes()
    );
    println!("medians of {ROUNDS} rounds in microseconds\n");
    println!(
        "{:32}{:>8}{:>8}{:>8}{:>8}{:>10}{:>10}",
        "", "parse", "diff", "encode", "hash", "update", "bytes"
    );
    for (name, new) in pages {
        report(name, &old, &new);
    }
}

fn report(name: &str, old: &str, new: &str) {
    let old_live = read(old);
    let new_live = read(new);
    let numbers = Numbers::adopt(&old_live).unwrap();
    let compare = || diff(&old_live, &numbers, &new_live).unwrap();
    let Diff { patches, .. } = compare();

    let parse_time = median(|| (), |()| read(new));
    let diff_time = median(|| (), |()| compare());
    let encode_time = median(|| (), |()| encode(&patches, new_live.tree()));
    let hash_time = median(|| (), |()| hash(&new_live));
    let tree = PageTree::adopt(old, Limits::default()).unwrap();
    let update_time = median(|| tree.clone(), |mut tree| tree.update(new).unwrap());
    let bytes = encode(&patches, new_live.tree()).len();
    println!("{name:32}{parse_time:8}{diff_time:8}{encode_time:8}{hash_time:8}{update_time:10}{bytes:10}");
}

fn read(html: &str) -> LiveTree {
    LiveTree::find(parse(html, &ParseOptions::default()).unwrap()).unwrap()
}

/// Microseconds of a call; what it is given is made, and what it gives dropped, outside of the time.
fn median<T, R>(given: impl Fn() -> T, call: impl Fn(T) -> R) -> u128 {
    let mut times: Vec<_> = (0..ROUNDS).map(|_| time(given(), &call)).collect();
    times.sort_unstable();
    times[ROUNDS / 2].as_micros()
}

fn time<T, R>(given: T, call: impl Fn(T) -> R) -> Duration {
    let started = Instant::now();
    let result = black_box(call(black_box(given)));
    let time = started.elapsed();
    drop(result);
    time
}

/// A list as a template writes it: ten cells a row, with white space between.
fn page(keys: &[usize], status: &str) -> String {
    let mut html = String::from(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><title>Requests</title></head>\n<body>\n<main lg-root>\n\
         <input name=\"query\" value=\"\" lg-input=\"search\" lg-debounce=\"500\">\n<p>Requests</p>\n<table>\n<tbody>\n",
    );
    for key in keys {
        write!(
            html,
            "  <tr lg-key=\"{key}\">\n    <td>Title {key}</td>\n    <td>{status}</td>\n"
        )
        .unwrap();
        for cell in 0..7 {
            writeln!(html, "    <td class=\"cell\">Value {cell} of {key}</td>").unwrap();
        }
        write!(
            html,
            "    <td><button lg-click=\"complete\" lg-value-id=\"{key}\">Done</button></td>\n  </tr>\n"
        )
        .unwrap();
    }
    html + "</tbody>\n</table>\n</main>\n</body>\n</html>\n"
}

fn with(keys: &[usize], at: usize, key: usize) -> Vec<usize> {
    let mut keys = keys.to_vec();
    keys.insert(at, key);
    keys
}

fn without(keys: &[usize], at: usize) -> Vec<usize> {
    let mut keys = keys.to_vec();
    keys.remove(at);
    keys
}
