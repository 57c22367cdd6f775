// Package config reads sdk.yaml, which says what is released and how. It is read strictly: an unknown key or a wrong value is
// an error with file, line, key and what is allowed.
//
// In: the root of a checkout. Out: a [Config] that is valid, or a [*Error]. sdk.schema.json, which editors use, is made of the
// same types.
//
// Start reading in Config.
package config
