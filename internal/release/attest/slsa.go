package attest

import (
	"cmp"
	"slices"
)

// The statement of in-toto (https://github.com/in-toto/attestation/blob/v1.0/spec/v1.0/statement.md) and the predicate of
// SLSA (https://slsa.dev/spec/v1.0/provenance). The optional times and invocation number of SLSA are left out, so that the
// same build has the same provenance.
const (
	statementType = "https://in-toto.io/Statement/v1"
	predicateType = "https://slsa.dev/provenance/v1"
)

type statement struct {
	Type          string     `json:"_type"`
	Subject       []resource `json:"subject"`
	PredicateType string     `json:"predicateType"`
	Predicate     provenance `json:"predicate"`
}

type provenance struct {
	Definition definition `json:"buildDefinition"`
	Details    details    `json:"runDetails"`
}

type definition struct {
	BuildType  string            `json:"buildType"`
	Parameters map[string]string `json:"externalParameters"`
	Resolved   []resource        `json:"resolvedDependencies"`
}

type details struct {
	Builder builder `json:"builder"`
}

type builder struct {
	ID string `json:"id"`
}

type resource struct {
	Name   string            `json:"name,omitempty"`
	URI    string            `json:"uri,omitempty"`
	Digest map[string]string `json:"digest"`

	Annotations map[string]string `json:"annotations,omitempty"`
}

// Provenance returns the statement that a build of the commit made these files.
func Provenance(b Build, made ...File) ([]byte, error) {
	resolved := []resource{{URI: "git+" + b.Repository, Digest: map[string]string{"gitCommit": b.Commit}}}
	parameters := b.Parameters
	if parameters == nil {
		parameters = map[string]string{} // The field is required.
	}
	return encode(statement{
		Type: statementType, Subject: resources(made), PredicateType: predicateType,
		Predicate: provenance{
			Definition: definition{BuildType: b.Type, Parameters: parameters, Resolved: append(resolved, resources(b.Materials)...)},
			Details:    details{Builder: builder{ID: b.Builder}},
		},
	})
}

// resources lists the files by name.
func resources(files []File) []resource {
	all := []resource{}
	for _, f := range files {
		digests := map[string]string{"sha256": f.SHA256}
		if f.DirHash != "" {
			digests["dirHash"] = f.DirHash // https://github.com/in-toto/attestation/blob/main/spec/v1/digest_set.md
		}
		all = append(all, resource{Name: f.Name, Digest: digests})
	}
	slices.SortFunc(all, func(a, b resource) int { return cmp.Compare(a.Name, b.Name) })
	return all
}
