package version

// Dialect is how an ecosystem writes versions.
type Dialect string

// The dialects.
const (
	DialectSemVer Dialect = "semver" // DialectSemVer is that of npm.
	DialectPEP440 Dialect = "pep440" // DialectPEP440 is that of Python.
	DialectGo     Dialect = "go"     // DialectGo is SemVer with a leading v.
)

// In writes the version in a dialect. Go users get a preview by its [Version.GoPseudo] instead.
func (v Version) In(d Dialect) string {
	switch d {
	case DialectPEP440:
		return v.Python()
	case DialectGo:
		return v.Go()
	default:
		return v.String()
	}
}
