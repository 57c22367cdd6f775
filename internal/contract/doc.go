// Package contract is the neighbourhood of the API's definition: the protos under proto/ as values that can be asked.
//
// In: a folder, a git commit or an image file. Out: compiled descriptors (image, source), the resolved model that versions are
// compared by (schema), the list of methods with routes and permissions (catalog), the snapshot that a reviewer reads
// (snapshot), and what breaks the house rules (lint). depproto has the protos that the contract imports but does not own.
//
// Start reading in image, which compiles a folder, and in source, which finds a version of the contract wherever it is.
package contract
