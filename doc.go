// Package qdrantcloud has nothing. Up to v0.173.0 its module had the packages of the Go SDK; since then they are in the module
// github.com/qdrant/qdrant-cloud-public-api/gen/go, under the same import paths. The rest of this module makes the SDKs.
package qdrantcloud
