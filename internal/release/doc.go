// Package release makes a release of a checkout: it decides the version, packs, plans, publishes, verifies and tags, in the
// feeds that sdk.yaml names or in local ones.
//
// In: a clean commit, sdk.yaml, the feeds and the git remote. Out: packages in every feed, the dist-tag latest, git tags, and
// in dist/ the plan, the ledger and the reports as JSON.
//
//	HEAD ─▶ plan.Plan ─▶ pack.Artifact ─▶ publish.Ledger ─▶ verify.Report ─▶ latest, tags
//
// Start reading in steps.go, the list of all steps from HEAD to the tags, then in publish, which does the second half of them and can
// resume after any interruption.
package release
