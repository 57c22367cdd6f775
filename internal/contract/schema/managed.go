package schema

// Managed is what the configuration of the generators sets in a file, whatever its options say: the managed mode of buf. Users of
// the SDKs get that, and not the options.
type Managed struct {
	GoPackage string // GoPackage is the effective go_package; empty leaves the option.
	From      string // From is the rule that GoPackage is made by.

	// JSType returns the effective jstype of a field by its full name; nil leaves all of them. JSTypes are the rules of it.
	JSType  func(field string) (number uint64, set bool)
	JSTypes string
}

// SameManaged reports whether two files have the same values by the same rules.
func SameManaged(a, b *File) bool { return a == b || a.Managed.equal(b.Managed) }

func (m Managed) equal(other Managed) bool {
	return m.GoPackage == other.GoPackage && m.From == other.From && m.JSTypes == other.JSTypes
}

// GoPackage returns the effective go_package.
func (f *File) GoPackage() string {
	if f.Managed.GoPackage != "" {
		return f.Managed.GoPackage
	}
	return f.Options.text(11)
}

// JSType returns the number of the effective jstype.
func (f *Field) JSType() uint64 {
	if f.file.Managed.JSType != nil && f.is64() {
		if number, set := f.file.Managed.JSType(f.FullName()); set {
			return number
		}
	}
	number, _ := f.Options.number(6)
	return number
}

// is64 reports whether jstype may be set.
func (f *Field) is64() bool {
	switch f.Type {
	case Int64, Uint64, Sint64, Fixed64, Sfixed64:
		return true
	default:
		return false
	}
}
