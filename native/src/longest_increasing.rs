//! The longest increasing subsequence: the most nodes that can stay when others move around them.

/// A node that is in both lists: where it was and where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub old: usize,
    pub new: usize,
}

/// Picks the most places whose `old` increase along with `new`. `places` are in the order of `new`, which increases.
///
/// ```text
/// old   2 0 1 3      piles   2   1   3      level 1 2 3
///                            0              picked  0 1 3
/// ```
///
/// Patience sorting (Schensted 1961, Fredman 1975): each place goes onto the first pile whose top is not smaller, and has
/// a smaller one on the pile before, so there are as many piles as the longest subsequence has members. Among the members
/// that fit, the one nearest to its old place is picked: in a reversed list that is the middle one, which leaves as many
/// places before it as it had, so what stands between the nodes can stay too.
pub(crate) fn longest_increasing(places: &[Place]) -> Vec<Place> {
    let mut tops = Vec::new();
    let mut piles: Vec<Vec<Place>> = Vec::new();
    for place in places {
        let level = tops.partition_point(|top| *top < place.old);
        if level == piles.len() {
            tops.push(place.old);
            piles.push(vec![*place]);
        } else {
            tops[level] = place.old;
            piles[level].push(*place);
        }
    }
    pick_one_of_each(&piles)
}

fn pick_one_of_each(piles: &[Vec<Place>]) -> Vec<Place> {
    let mut picked: Vec<Place> = Vec::with_capacity(piles.len());
    for pile in piles.iter().rev() {
        let next = picked.last();
        let fitting = pile
            .iter()
            .filter(|place| next.is_none_or(|next| place.old < next.old && place.new < next.new));
        let nearest = fitting.min_by_key(|place| place.old.abs_diff(place.new));
        picked.push(*nearest.expect("each place has a smaller one on the pile before"));
    }
    picked.reverse();
    picked
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn places(olds: &[usize]) -> Vec<Place> {
        olds.iter()
            .enumerate()
            .map(|(new, old)| Place { old: *old, new })
            .collect()
    }

    fn picked(olds: &[usize]) -> Vec<usize> {
        longest_increasing(&places(olds))
            .iter()
            .map(|place| place.old)
            .collect()
    }

    #[test]
    fn the_longest_run_is_picked() {
        assert_eq!(picked(&[]), []);
        assert_eq!(picked(&[0, 1, 2]), [0, 1, 2]);
        assert_eq!(picked(&[2, 0, 1, 3]), [0, 1, 3]);
        assert_eq!(picked(&[1, 2, 3, 0]), [1, 2, 3]);
    }

    #[test]
    fn among_equals_the_nearest_is_picked() {
        assert_eq!(picked(&[4, 3, 2, 1, 0]), [2]);
        assert_eq!(picked(&[1, 0, 3, 2]).len(), 2);
    }

    proptest! {
        #[test]
        fn it_increases_and_is_as_long_as_can_be(olds in Just((0..12_usize).collect::<Vec<_>>()).prop_shuffle()) {
            let run = longest_increasing(&places(&olds));
            prop_assert!(run.is_sorted_by(|one, other| one.old < other.old && one.new < other.new));
            prop_assert_eq!(run.len(), longest_by_trying(&olds));
        }
    }

    fn longest_by_trying(olds: &[usize]) -> usize {
        let mut longest = vec![1; olds.len()];
        for end in 0..olds.len() {
            let before = (0..end).filter(|at| olds[*at] < olds[end]).map(|at| longest[at]);
            longest[end] = before.max().unwrap_or(0) + 1;
        }
        longest.into_iter().max().unwrap_or(0)
    }
}
