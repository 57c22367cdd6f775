package qdrantcloud

// This file takes the place of what is generated beside this package in the SDK: the table of methods, where the API is, and the
// version.

var methods = map[string]*method{}

const (
	defaultGRPC = "localhost:443"
	defaultREST = "https://localhost"
)

// Version returns the version of the SDK that the program was built with.
func Version() string { return "(devel)" }
