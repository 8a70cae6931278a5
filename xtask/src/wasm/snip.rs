//! Code that is linked because something points to it, and that no visitor's browser ever runs.
//!
//! A function is known by its symbol. Its body goes, and with it all that it alone has called.

use walrus::{FunctionBuilder, FunctionId, FunctionKind, Module, ValType};

/// Views can also come to life piece by piece, for pages whose code comes in pieces. Ours comes whole: `hydrate_body` never asks for it.
const NEVER_RUN: [&str; 1] = ["13hydrate_async"];

/// What developers read of values, in the words of a panic or of a parser. In a bundle they say nothing, successfully.
const UNREAD: [&str; 3] = ["Debug$GT$3fmt", "5Debug3fmt", "Unexpected$u20$as$u20$core..fmt..Display$GT$3fmt"];

/// By what functions are known.
pub const RULES: [&[&str]; 2] = [&NEVER_RUN, &UNREAD];

/// What becomes of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Body {
    Trap,
    Success,
}

/// Empties the functions that are never run.
pub fn snip(module: &mut Module) {
    let found: Vec<_> = module.funcs.iter().filter_map(|function| Some((function.id(), body_for(module, function.id())?))).collect();
    for (function, body) in found {
        empty(module, function, body);
    }
}

fn body_for(module: &Module, function: FunctionId) -> Option<Body> {
    let function = module.funcs.get(function);
    let symbol = function.name.as_deref().filter(|_| matches!(function.kind, FunctionKind::Local(_)))?;
    let is_one_of = |marks: &[&str]| marks.iter().any(|mark| symbol.contains(mark));
    if is_one_of(&NEVER_RUN) {
        return Some(Body::Trap);
    }
    // Success is a zero: `fmt` answers `Ok(())`.
    (is_one_of(&UNREAD) && module.types.results(function.ty()) == [ValType::I32]).then_some(Body::Success)
}

fn empty(module: &mut Module, function: FunctionId, body: Body) {
    let of = module.types.get(module.funcs.get(function).ty());
    let (takes, gives) = (of.params().to_vec(), of.results().to_vec());
    let arguments = takes.iter().map(|kind| module.locals.add(*kind)).collect();
    let mut builder = FunctionBuilder::new(&mut module.types, &takes, &gives);
    match body {
        Body::Trap => builder.func_body().unreachable(),
        Body::Success => builder.func_body().i32_const(0),
    };
    module.funcs.get_mut(function).kind = FunctionKind::Local(builder.local_func(arguments));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module_with(symbol: &str) -> Module {
        let mut module = Module::default();
        let mut builder = FunctionBuilder::new(&mut module.types, &[], &[ValType::I32]);
        builder.name(symbol.to_owned()).func_body().i32_const(7);
        let function = builder.finish(Vec::new(), &mut module.funcs);
        module.exports.add("it", function);
        module
    }

    fn body_of(symbol: &str) -> Option<Body> {
        let module = module_with(symbol);
        body_for(&module, module.funcs.iter().next().unwrap().id())
    }

    #[test]
    fn what_is_never_run_is_known_by_its_symbol() {
        assert_eq!(body_of("_ZN6tachys4view8any_view7IntoAny8into_any13hydrate_async17h0E"), Some(Body::Trap));
        assert_eq!(body_of("_ZN59_$LT$T$u20$as$u20$core..fmt..Debug$GT$3fmt17h0E"), Some(Body::Success));
        assert_eq!(body_of("_ZN59_$LT$T$u20$as$u20$core..fmt..Display$GT$3fmt17h0E"), None);
    }

    #[test]
    fn an_emptied_module_is_still_one() {
        let mut module = module_with("_ZN59_$LT$T$u20$as$u20$core..fmt..Debug$GT$3fmt17h0E");
        snip(&mut module);
        assert!(Module::from_buffer(&module.emit_wasm()).is_ok());
    }
}
