// Package dev is the neighbourhood of what only contributors and CI use: checks, benchmarks, comments on pull requests, and the
// tests that hold the repository and its documentation to their own rules.
//
// In: the checkout. Out: findings, figures and text. No other neighbourhood imports this one.
//
// Start reading in check, which is behind mage lint and mage test, and in selftest, which says what may import what.
package dev
