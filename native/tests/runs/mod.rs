//! How many cases a property is given: `LIVEGRAFT_PROPERTY_RUNS`, or a few seconds' worth.

use proptest::prelude::ProptestConfig;

const DEFAULT_RUNS: u32 = 2_000;

pub fn config() -> ProptestConfig {
    let runs = std::env::var("LIVEGRAFT_PROPERTY_RUNS")
        .map(|text| text.parse().expect("LIVEGRAFT_PROPERTY_RUNS must be a whole number"));
    ProptestConfig {
        cases: runs.unwrap_or(DEFAULT_RUNS),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}
