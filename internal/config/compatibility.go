package config

import (
	"fmt"
	"slices"
	"strings"
)

// Compatibility says what changes of the contract are worth.
type Compatibility struct {
	BelowOne         BelowOne     `yaml:"below_one" jsonschema:"enum=breaking,enum=additions" jsonschema_description:"What raises the minor number while the major one is 0: breaking, or additions too."`
	Unproven         Level        `yaml:"unproven" jsonschema:"enum=none,enum=patch,enum=minor,enum=major" jsonschema_description:"The level of a change of validation that could neither be proven harmless nor shown to break."`
	Unstable         Level        `yaml:"unstable" jsonschema:"enum=none,enum=patch,enum=minor,enum=major" jsonschema_description:"The level of a break in a package that promises nothing yet."`
	UnstablePackages []Text       `yaml:"unstable_packages,omitempty" jsonschema_description:"Packages that promise nothing yet, beside those with a version like v1alpha1 or v1beta2. A star stands for any part of a name."`
	Surfaces         Surfaces     `yaml:"surfaces,omitempty" jsonschema_description:"The level of a break on a surface; major where nothing is said."`
	Paging           Paging       `yaml:"paging,omitempty" jsonschema:"enum=opt-in,enum=free" jsonschema_description:"What list methods do with a request without a page size: opt-in promises to return everything, so that paging with an optional page size is an addition; free, the default, promises nothing."`
	Enforced         []Text       `yaml:"enforced,omitempty" jsonschema_description:"The full names of options that something enforces, such as a validator or a quota. A change of them is a suspicion: it can reject what was accepted."`
	Auth             Auth         `yaml:"auth" jsonschema_description:"The full names of the method options that decide who may call."`
	APIVersion       Text         `yaml:"api_version" jsonschema_description:"The full name of the service option with the version of a service, a message of major, minor and patch."`
	Accept           []Acceptance `yaml:"accept,omitempty" jsonschema_description:"Breaks that are made on purpose. An entry that matches no break any more is an error."`
}

// Surfaces are levels of breaks, by whom they break.
type Surfaces struct {
	Wire       Level `yaml:"wire,omitempty" jsonschema_description:"Binary messages, RPC paths and stored data."`
	JSON       Level `yaml:"json,omitempty" jsonschema_description:"ProtoJSON and REST routes."`
	Go         Level `yaml:"go,omitempty" jsonschema_description:"Source code that uses the Go SDK."`
	Python     Level `yaml:"python,omitempty" jsonschema_description:"Source code that uses the Python SDK."`
	TypeScript Level `yaml:"typescript,omitempty" jsonschema_description:"Source code that uses the TypeScript SDK."`
	Auth       Level `yaml:"auth,omitempty" jsonschema_description:"Who may call."`
	Validation Level `yaml:"validation,omitempty" jsonschema_description:"What is accepted."`
}

// Auth are full names of method options.
type Auth struct {
	Permissions    Text   `yaml:"permissions" jsonschema_description:"The permissions that a caller needs, a list of texts."`
	RequiresAll    Text   `yaml:"requires_all" jsonschema_description:"Whether all permissions are needed; all where it is not set."`
	Authentication Text   `yaml:"authentication" jsonschema_description:"Whether the caller has to be known; yes where it is not set."`
	ActorTypes     Text   `yaml:"actor_types" jsonschema_description:"The kinds of callers, a list of an enum; all where it is not set."`
	Account        Text   `yaml:"account" jsonschema_description:"The path of the request field with the account."`
	AccountDefault Text   `yaml:"account_default" jsonschema_description:"The path where the option account is not set."`
	Others         []Text `yaml:"others,omitempty" jsonschema_description:"Other options about who may call; every change of them counts as a break."`
}

// Acceptance is a break that is made on purpose.
type Acceptance struct {
	Rule    Text `yaml:"rule" jsonschema_description:"The rule, as reports name it."`
	Element Text `yaml:"element" jsonschema_description:"The full name of the element; a star stands for any part of it."`
	Reason  Text `yaml:"reason" jsonschema_description:"Why users have to bear it."`

	Line int `yaml:"-" json:"-"` // Line is where the entry begins.
}

// Level is what a change is worth: none, patch, minor or major; empty where nothing is said.
type Level string

// UnmarshalText implements [encoding.TextUnmarshaler].
func (l *Level) UnmarshalText(b []byte) error { return oneOf(l, b, "none", "patch", "minor", "major") }

// Paging is what list methods promise about requests without a page size.
type Paging string

// The promises about paging.
const (
	PagingOptIn Paging = "opt-in"
	PagingFree  Paging = "free"
)

// UnmarshalText implements [encoding.TextUnmarshaler].
func (p *Paging) UnmarshalText(b []byte) error {
	return oneOf(p, b, string(PagingOptIn), string(PagingFree))
}

// BelowOne is what raises the minor number below 1.0.
type BelowOne string

// UnmarshalText implements [encoding.TextUnmarshaler].
func (o *BelowOne) UnmarshalText(b []byte) error { return oneOf(o, b, "breaking", "additions") }

func oneOf[T ~string](into *T, b []byte, allowed ...string) error {
	if !slices.Contains(allowed, string(b)) {
		return fmt.Errorf("want one of %s", strings.Join(allowed, ", "))
	}
	*into = T(b)
	return nil
}
