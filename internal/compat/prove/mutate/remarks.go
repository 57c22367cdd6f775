package mutate

import (
	"slices"

	"google.golang.org/protobuf/types/descriptorpb"
)

// remarkMutators change what only people read.
var remarkMutators = []mutator{
	{"comment.change", 3, one(only(files, hasComments), changeComment)},
	{"deprecated", 3, deprecate},
}

func commented(l *descriptorpb.SourceCodeInfo_Location) bool { return l.LeadingComments != nil }

func hasComments(file *fileProto) bool {
	return slices.ContainsFunc(file.GetSourceCodeInfo().GetLocation(), commented)
}

func changeComment(e *editor, file *fileProto) Edit {
	location := choose(e, filtered(file.GetSourceCodeInfo().GetLocation(), commented)...)
	location.LeadingComments = new(" Something else, " + e.word() + ".\n")
	return edited(file.GetName(), "a comment")
}

// deprecate deprecates a field, a message or a method, or reverts that.
func deprecate(e *editor) Edit {
	switch e.IntN(3) {
	case 0:
		return one(fields, deprecateField)(e)
	case 1:
		return one(messages, deprecateMessage)(e)
	default:
		return one(methods, deprecateMethod)(e)
	}
}

func deprecateField(_ *editor, f fieldAt) Edit {
	set := made(&f.Options)
	set.Deprecated = new(!set.GetDeprecated())
	return edited(f.name(), "")
}

func deprecateMessage(_ *editor, m messageAt) Edit {
	set := made(&m.Options)
	set.Deprecated = new(!set.GetDeprecated())
	return edited(m.name(), "")
}

func deprecateMethod(_ *editor, m methodAt) Edit {
	set := made(&m.Options)
	set.Deprecated = new(!set.GetDeprecated())
	return edited(m.name(), "")
}
