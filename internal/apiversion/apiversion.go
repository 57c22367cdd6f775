// Package apiversion finds services that have changed since a release without saying so: the option api_version of a
// service has to go up with every change that its callers could see.
package apiversion

import (
	"cmp"
	"fmt"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/image"
)

// option is the version of a service, a message with the numbers major, minor and patch.
const option = "qdrant.cloud.common.v1.api_version"

// mostNamed is how many changes a finding names.
const mostNamed = 3

// Finding is a service whose version is not what it should be.
type Finding struct {
	File         string // File is the path in the image.
	Line, Column int    // Line and Column are those of the service, from 1.
	Message      string // Message says what is wrong and what to do, on one line.
}

func (f Finding) String() string {
	return fmt.Sprintf("%s:%d:%d: %s (API_VERSION)", f.File, f.Line, f.Column, f.Message)
}

// Check compares the services of the contract with those of a release, which is called by the given name. A service that
// is new or gone has no version to raise. The findings come by file and in the order of the services.
func Check(release string, base, now *image.Image) ([]Finding, error) {
	was := map[protoreflect.FullName]protoreflect.ServiceDescriptor{}
	if err := eachService(base, func(service protoreflect.ServiceDescriptor) error {
		was[service.FullName()] = service
		return nil
	}); err != nil {
		return nil, err
	}
	var findings []Finding
	err := eachService(now, func(service protoreflect.ServiceDescriptor) error {
		before := was[service.FullName()]
		if before == nil {
			return nil
		}
		message, err := compare(release, base, now, before, service)
		if err != nil || message == "" {
			return err
		}
		location := service.ParentFile().SourceLocations().ByDescriptor(service)
		findings = append(findings, Finding{service.ParentFile().Path(), location.StartLine + 1, location.StartColumn + 1, message})
		return nil
	})
	return findings, err
}

// compare says what is wrong with the version of a service, or nothing.
func compare(release string, base, now *image.Image, before, after protoreflect.ServiceDescriptor) (string, error) {
	oldVersion, err := versionOf(base, before)
	if err != nil {
		return "", err
	}
	newVersion, err := versionOf(now, after)
	if err != nil {
		return "", err
	}
	switch order := newVersion.compare(oldVersion); {
	case order > 0:
		return "", nil
	case order < 0:
		return fmt.Sprintf("the api_version of %s went down from %s in %s to %s: it can only go up",
			after.Name(), oldVersion, release, newVersion), nil
	}
	oldSurface, err := surfaceOf(base, before)
	if err != nil {
		return "", err
	}
	newSurface, err := surfaceOf(now, after)
	if err != nil {
		return "", err
	}
	changes := differences(oldSurface, newSurface)
	if len(changes) == 0 {
		return "", nil
	}
	more := ""
	if over := len(changes) - mostNamed; over > 0 {
		changes, more = changes[:mostNamed], fmt.Sprintf(" and %d more", over)
	}
	return fmt.Sprintf("%s has changed since %s (%s%s), but its api_version is still %s: "+
		"raise major for what breaks callers, minor for what is added, patch for what is corrected",
		after.Name(), release, strings.Join(changes, ", "), more, newVersion), nil
}

type version struct{ major, minor, patch uint64 }

func (v version) String() string { return fmt.Sprintf("%d.%d.%d", v.major, v.minor, v.patch) }

func (v version) compare(other version) int {
	return cmp.Or(cmp.Compare(v.major, other.major), cmp.Compare(v.minor, other.minor), cmp.Compare(v.patch, other.patch))
}

// versionOf is 0.0.0 for a service without a version.
func versionOf(from *image.Image, service protoreflect.ServiceDescriptor) (version, error) {
	if _, err := from.Descriptors.FindDescriptorByName(option); err != nil {
		return version{}, nil //nolint:nilerr // An image that does not declare the option has no service with a version.
	}
	value, set, err := from.Option(service.Options(), option)
	if err != nil || !set {
		return version{}, err
	}
	message := value.Message()
	number := func(name protoreflect.Name) uint64 {
		field := message.Descriptor().Fields().ByName(name)
		if field == nil {
			err = cmp.Or(err, fmt.Errorf("%s has no field %s", option, name))
			return 0
		}
		if field.Kind() != protoreflect.Uint32Kind || field.IsList() {
			err = cmp.Or(err, fmt.Errorf("field %s of %s is not a uint32", name, option))
			return 0
		}
		return message.Get(field).Uint()
	}
	found := version{number("major"), number("minor"), number("patch")}
	return found, err
}

// eachService visits the services of the image's own files.
func eachService(from *image.Image, visit func(protoreflect.ServiceDescriptor) error) error {
	for _, file := range from.Files {
		descriptor, err := from.Descriptors.FindFileByPath(file.GetName())
		if err != nil {
			return err
		}
		for i := range descriptor.Services().Len() {
			if err := visit(descriptor.Services().Get(i)); err != nil {
				return err
			}
		}
	}
	return nil
}
