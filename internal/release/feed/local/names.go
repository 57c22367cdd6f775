package local

import (
	"path"
	"regexp"
	"strings"

	"github.com/Masterminds/semver/v3"
	"golang.org/x/mod/module"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// mostName limits a name and a version together, so that file names fit every file system.
const mostName = 200

// npmName matches the names that npm allows for new packages.
var npmName = regexp.MustCompile(`^(?:@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*$`)

func checkNPM(name, text string) error {
	if !npmName.MatchString(name) || len(name) > mostName || name == "node_modules" || name == "favicon.ico" {
		return bad("%.100q is not a valid npm package name: use lower-case letters, digits, -, . and _, after an optional @scope/", name)
	}
	if len(name)+len(text) > mostName {
		return bad("%s and its version have more than %d characters", name, mostName)
	}
	parsed, err := semver.StrictNewVersion(text)
	if err != nil || parsed.Metadata() != "" {
		return bad("%.100q is not a valid npm version: write three numbers, as in 1.2.0 or 1.2.0-rc.1", text)
	}
	return nil
}

// tarballName returns npm's name for the file of a version.
func tarballName(name, version string) string { return path.Base(name) + "-" + version + ".tgz" }

// checkTag checks a dist-tag by npm's rule: a range of versions is not allowed.
func checkTag(tag string) error {
	if _, err := semver.NewConstraint(tag); err == nil || !tagName.MatchString(tag) {
		return bad("%.100q is not a valid dist-tag: use a word that is not a version, such as next", tag)
	}
	return nil
}

var tagName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$`)

// pythonName is a name of a distribution (https://packaging.python.org/en/latest/specifications/name-normalization/).
var pythonName = regexp.MustCompile(`^(?i:[A-Z0-9]|[A-Z0-9][A-Z0-9._-]*[A-Z0-9])$`)

var separators = regexp.MustCompile(`[-_.]+`)

// normalPython returns the normal form of a distribution name.
func normalPython(name string) string {
	return strings.ToLower(separators.ReplaceAllString(name, "-"))
}

// checkPython returns the normal forms of a name and a version.
func checkPython(name, text string) (normal string, parsed version.PEP440, err error) {
	if !pythonName.MatchString(name) || len(name)+len(text) > mostName {
		return "", version.PEP440{}, bad("%.100q is not a valid Python distribution name, or name and version have more than %d characters", name, mostName)
	}
	parsed, err = version.ParsePEP440(text)
	if err != nil {
		return "", version.PEP440{}, bad("%v", err)
	}
	return normalPython(name), parsed, nil
}

// distribution reads the name of a file: that of a wheel (https://packaging.python.org/en/latest/specifications/binary-distribution-format/)
// or of a source distribution (https://packaging.python.org/en/latest/specifications/source-distribution-format/).
func distribution(file string) (name, version string, ok bool) {
	if stem, isWheel := strings.CutSuffix(file, ".whl"); isWheel {
		parts := strings.Split(stem, "-")
		if len(parts) != 5 && len(parts) != 6 {
			return "", "", false
		}
		return parts[0], parts[1], wheelName.MatchString(file)
	}
	stem, isSource := strings.CutSuffix(file, ".tar.gz")
	name, version, cut := strings.Cut(stem, "-")
	return name, version, isSource && cut && wheelName.MatchString(file)
}

var wheelName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._+!-]*$`)

// checkModule checks an unescaped module path and version.
func checkModule(name, text string) error {
	if len(name)+len(text) > mostName {
		return bad("the path of the module and its version have more than %d characters", mostName)
	}
	if err := module.Check(name, text); err != nil {
		return bad("%v", err)
	}
	if module.CanonicalVersion(text) != text {
		return bad("%.100q is not a valid module version: write three numbers, as in v1.2.0", text)
	}
	return nil
}
