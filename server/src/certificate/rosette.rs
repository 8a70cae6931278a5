//! The ornament in the ground of a certificate: a figure of fine lines, as on bank notes.

use std::f32::consts::TAU;

/// So many curves make it.
const CURVES: u16 = 14;
/// So many points make a curve.
const POINTS: u16 = 180;
/// So many petals it has.
const PETALS: f32 = 9.0;

/// The closed curves of a rosette around a centre.
pub fn curves((x, y): (f32, f32), radius: f32) -> Vec<Vec<(f32, f32)>> {
    let curve = |number: u16| {
        let phase = f32::from(number) / f32::from(CURVES) * TAU;
        let point = |step: u16| {
            let angle = f32::from(step) / f32::from(POINTS) * TAU;
            let wave = (angle * PETALS + phase).sin() * 0.17 + (angle * 3.0 - phase).cos() * 0.05;
            let distance = radius * (0.78 + wave);
            (x + distance * angle.cos(), y + distance * angle.sin())
        };
        (0..POINTS).map(point).collect()
    };
    (0..CURVES).map(curve).collect()
}
