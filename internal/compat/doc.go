// Package compat is the neighbourhood of the compatibility engine.
//
// In: two versions of the contract, and the policy in sdk.yaml. Out: what differs, whom it breaks and why, the level that the
// next version needs, and the entries of the changelog.
//
//	base ─┐
//	      ├▶ schema.Schema ─▶ diff.Change ─▶ judge.Report ─▶ version, changelog, report
//	head ─┘
//
// diff finds what differs without a verdict; judge decides whom a difference breaks, by a table of rules. symbols, validation,
// regexlang and httproute answer what judge asks: names in generated code, accepted messages, patterns, routes. gate puts the
// steps together for mage diff, breaking and version. prove confronts the verdicts with compilers, peers and validators.
//
// Start reading in gate, then judge. The rules are argued in docs/compatibility.md.
package compat
