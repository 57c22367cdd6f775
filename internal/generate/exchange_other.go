//go:build !linux && !darwin

package generate

func exchange(a, b string) error { return exchangeInTwo(a, b) }
