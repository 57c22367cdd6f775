// Package dev is the neighbourhood of tools that only contributors and CI use: checks, benchmarks, comments on pull requests, and
// tests of the repository and its documentation.
//
// In: the checkout. Out: findings, figures and text. No other neighbourhood imports this one.
//
// Start reading in check, which implements mage lint and mage test, and in selftest, which has the import rules.
package dev
