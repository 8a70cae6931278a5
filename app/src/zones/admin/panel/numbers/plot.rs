//! The shapes of charts: numbers turned into the paths of an SVG. A chart is stretched to its place, so its units mean nothing.

/// How wide the room of a chart is, in units.
pub const WIDTH: i64 = 1_000;
/// How high it is.
pub const HEIGHT: i64 = 240;
/// What the highest number leaves free above it.
const AIR: i64 = 8;

/// `number` of `most`, scaled to `room`. What is below nothing is nothing.
pub fn scaled(number: i64, most: i64, room: i64) -> i64 {
    let product = i128::from(number.max(0)) * i128::from(room);
    i64::try_from(product / i128::from(most.max(1))).unwrap_or(room).min(room)
}

/// The corners of a line through `numbers`, evenly apart. One number alone is a level line.
fn corners(numbers: &[i64], most: i64) -> Vec<(i64, i64)> {
    let at = |(place, number): (usize, &i64)| {
        let steps = i64::try_from(numbers.len()).unwrap_or(i64::MAX).saturating_sub(1).max(1);
        (i64::try_from(place).unwrap_or(0) * WIDTH / steps, HEIGHT - scaled(*number, most, HEIGHT - AIR))
    };
    let corners: Vec<_> = numbers.iter().enumerate().map(at).collect();
    match corners.as_slice() {
        [(_, height)] => vec![(0, *height), (WIDTH, *height)],
        _ => corners,
    }
}

/// A line through `numbers`.
pub fn line(numbers: &[i64], most: i64) -> String {
    let corners: Vec<_> = corners(numbers, most).iter().map(|(x, y)| format!("{x} {y}")).collect();
    if corners.is_empty() { String::new() } else { format!("M{}", corners.join("L")) }
}

/// The area below that line.
pub fn area(numbers: &[i64], most: i64) -> String {
    if numbers.is_empty() { String::new() } else { format!("{}L{WIDTH} {HEIGHT}L0 {HEIGHT}Z", line(numbers, most)) }
}

/// A funnel: each number a band as wide as it is, narrowing to the next one. Every band is at least a hair wide.
pub fn funnel(numbers: &[u64]) -> Vec<String> {
    let signed = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let most = numbers.iter().copied().max().map_or(1, signed);
    let half = |number: u64| scaled(signed(number), most, WIDTH / 2).max(4);
    let rows = numbers.iter().enumerate().zip(1_i64..);
    rows.map(|((place, number), below)| {
        let (above, next) = (half(*number), numbers.get(place + 1).map_or_else(|| half(*number), |next| half((*next).min(*number))));
        let (middle, top, bottom) = (WIDTH / 2, (below - 1) * 100 + 3, below * 100 - 3);
        format!("M{} {top}H{}L{} {bottom}H{}Z", middle - above, middle + above, middle + next, middle - next)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_goes_through_its_numbers() {
        assert_eq!(line(&[0, 10, 5], 10), "M0 240L500 8L1000 124");
        assert_eq!(area(&[0, 10], 10), "M0 240L1000 8L1000 240L0 240Z");
        assert_eq!(line(&[10], 10), "M0 8L1000 8", "one number alone");
        assert_eq!((line(&[], 0), area(&[], 0)), (String::new(), String::new()));
        assert_eq!(line(&[0, 0], 0), "M0 240L1000 240", "nothing at all");
        assert_eq!(line(&[-5, i64::MAX], i64::MAX), "M0 240L1000 8");
    }

    #[test]
    fn a_funnel_narrows_from_number_to_number() {
        assert_eq!(funnel(&[100, 50]), ["M0 3H1000L750 97H250Z", "M250 103H750L750 197H250Z"]);
        assert_eq!(funnel(&[0]), ["M496 3H504L504 97H496Z"]);
        assert_eq!(funnel(&[10, 20])[0], "M250 3H750L750 97H250Z", "it never widens");
    }
}
