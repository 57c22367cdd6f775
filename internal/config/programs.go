package config

import (
	"fmt"
	"path"
	"regexp"
	"strings"
)

// Programs are those that users get as binaries.
type Programs []Program

// Program is a program of the module in the root of the repository.
type Program struct {
	Package   Folder     `yaml:"package" jsonschema_description:"The folder of the program, as the go command has it: ./cmd/NAME. Its last part is the name of the program."`
	Platforms []Platform `yaml:"platforms" jsonschema_description:"The systems that it is built for, each with its processor, as the go command names them."`

	Line int `yaml:"-" json:"-"` // Line is where the entry begins.
}

// Name is what the program is called.
func (p Program) Name() string { return path.Base(string(p.Package)) }

// check reports what the types of the fields cannot: nothing to build, and files that would have one name.
func (p Programs) check(file, where string) error {
	named := map[string]bool{}
	for i, program := range p {
		key := fmt.Sprintf("%s[%d]", where, i)
		wrong := func(key, what string) error { return &Error{File: file, Line: program.Line, Key: key, What: what} }
		if named[program.Name()] {
			return wrong(key+".package", fmt.Sprintf("two programs are called %s, and so would their files be: rename the folder of one", program.Name()))
		}
		named[program.Name()] = true
		if len(program.Platforms) == 0 {
			return wrong(key+".platforms", "the list is empty; name a platform such as linux/amd64, or remove the program")
		}
		built := map[Platform]bool{}
		for _, platform := range program.Platforms {
			if built[platform] {
				return wrong(key+".platforms", fmt.Sprintf("%s stands here twice", platform))
			}
			built[platform] = true
		}
	}
	return nil
}

// Folder is a folder of the repository as the go command has it, ./cmd/name. No part of it begins with a dot.
type Folder string

var folderPattern = regexp.MustCompile(`^\.(/[a-z0-9][a-z0-9._-]*)+$`)

// UnmarshalText implements [encoding.TextUnmarshaler].
func (f *Folder) UnmarshalText(b []byte) error {
	if !folderPattern.Match(b) {
		return fmt.Errorf("want the folder of a program such as ./cmd/name, in lower case")
	}
	*f = Folder(b)
	return nil
}

// Platform is a system and its processor, such as linux/amd64.
type Platform string //nolint:recvcheck // Reading into it takes a pointer; it is a value otherwise.

// platforms are those that binaries can be built for: what people and their CI run on. modernc.org/sqlite has all of them.
var platforms = []string{"darwin/amd64", "darwin/arm64", "linux/amd64", "linux/arm64", "windows/amd64", "windows/arm64"}

// UnmarshalText implements [encoding.TextUnmarshaler].
func (p *Platform) UnmarshalText(b []byte) error { return oneOf(p, b, platforms...) }

// System is the operating system.
func (p Platform) System() string {
	system, _, _ := strings.Cut(string(p), "/")
	return system
}

// Processor is the architecture of the processor.
func (p Platform) Processor() string {
	_, processor, _ := strings.Cut(string(p), "/")
	return processor
}
