// Package lang has one value for each language that an SDK is generated for.
//
// In: nothing. Out: [All], the languages; their ids, by which each stage of the pipeline keys its [Table]; and, in version, the
// spelling of a version in each ecosystem. A stage keeps what it needs of a language in one file of its own, and one entry
// of its table points to that. docs/add-a-language.md lists the stages.
//
// Start reading in Language.
package lang
