// Package evidence has the findings that show a break, made without the engine that judges it.
package evidence

// Finding is something that works with the old version and not with the new one.
type Finding struct {
	Element string // Element is the full name of the old declaration; empty if it is unknown.
	Text    string // Text describes what happened.

	// Weak means that the finding follows from another break, such as rules that refuse what was written as another field. It
	// confirms a verdict, but is not a miss without one.
	Weak bool
}
