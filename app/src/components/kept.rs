//! Parts of pages that stand on many of them: drawn once, then kept by what they show.

use leptos::prelude::*;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

/// So many drawings are kept. With one more all are forgotten: what is still shown is soon there again.
const MOST: usize = 2048;

/// The HTML of a part that hangs on nothing but a value: on no request, no moment, and nothing that was provided.
pub struct Kept<T>(LazyLock<RwLock<HashMap<T, Arc<str>>>>);

impl<T: Eq + Hash> Kept<T> {
    /// Nothing is kept yet.
    pub const fn empty() -> Self {
        Self(LazyLock::new(RwLock::default))
    }

    /// The part that shows `value`, as `draw` draws it.
    pub fn html<V: IntoView>(&self, value: T, draw: impl FnOnce(&T) -> V) -> Arc<str> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&value).cloned();
        kept.unwrap_or_else(|| {
            let drawn: Arc<str> = draw(&value).into_view().to_html().into();
            let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
            if all.len() >= MOST {
                all.clear();
            }
            all.insert(value, Arc::clone(&drawn));
            drawn
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(kept: &Kept<u32>, number: u32) -> Arc<str> {
        kept.html(number, |number| view! { <b>{format!("{number} < all")}</b> })
    }

    #[test]
    fn a_part_is_drawn_once() {
        let kept = Kept::empty();
        assert!(words(&kept, 1).contains("1 &lt; all"), "{}", words(&kept, 1));
        assert!(Arc::ptr_eq(&words(&kept, 1), &words(&kept, 1)));
        assert!(words(&kept, 2).contains("2 &lt; all"), "{}", words(&kept, 2));
    }

    #[test]
    fn no_more_is_kept_than_may_be() {
        let kept = Kept::empty();
        for number in 0..=u32::try_from(MOST).unwrap() {
            words(&kept, number);
        }
        assert_eq!(kept.0.read().unwrap().len(), 1);
    }
}
