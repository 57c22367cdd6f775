// Package generate makes the SDKs under gen/ out of the contract.
//
// In: proto/, sdk.yaml, templates/ and the locks of the pinned tools. Out: the tree gen/, and a [Result] that says what has
// changed in it.
//
// Everything is made in a staging folder first. There, unchanged files become hard links to the ones in gen/, so that they keep
// their modification time, and the whole tree then takes the place of gen/ in one rename: whoever stops a run at any moment
// finds the old tree or the new one, never a mixture. The tree that was replaced is where the next staged tree begins.
//
// Start reading in Run. buf runs the pinned buf, manifest renders what makes each folder a package, openapi makes the OpenAPI
// document, and toolchain installs the pinned tools.
package generate
