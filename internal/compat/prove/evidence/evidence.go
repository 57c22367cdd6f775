// Package evidence is what shows that somebody is broken by a change, found without the engine that judges it.
package evidence

// Finding is something that worked with the old version and does not with the new one.
type Finding struct {
	Element string // Element is the full name of the old declaration that it is about, or empty where none is known.
	Text    string // Text says what happened.

	// Weak says that the finding follows from another break, such as rules that refuse what was written as another field. It
	// confirms a verdict, and without one it is no miss.
	Weak bool
}
