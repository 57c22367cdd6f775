// Package npmclients tests the npm package as its users meet it: in projects of npm, pnpm and yarn with Plug'n'Play, in jest, in
// bundles of vite, with the oldest and the newest @bufbuild/protobuf, and under the linters publint and attw.
//
// Everything that the projects install comes from a registry in the test, which serves the packages that tools/npmclients pins
// beside the packed SDK. So the commands of the README run as they are written there, and no test depends on a new release.
package npmclients
