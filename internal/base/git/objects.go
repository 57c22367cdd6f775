package git

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strconv"
	"strings"
	"syscall"
)

// Objects reads objects of a repository, as they were committed, through one git process: attributes and settings that
// change files on their way into a work tree don't count. It is for one goroutine.
type Objects struct {
	ask     *os.File
	answers *os.File
	answer  *bufio.Reader // answer reads answers.
	stop    context.CancelFunc
	ended   chan error
	failed  error // failed is why no further object can be read.
}

// Object is one object of the repository.
type Object struct {
	ID      string // ID is its hash.
	Kind    string // Kind is blob, tree, commit or tag.
	Content []byte
}

// MissingError says that the repository has no such object.
type MissingError struct {
	Name      string
	Ambiguous bool // Ambiguous says that there are several: the name is a hash cut too short.
}

func (e *MissingError) Error() string {
	if e.Ambiguous {
		return e.Name + " is the beginning of several hashes"
	}
	return e.Name + " is not in the repository"
}

// OpenObjects starts the git process; [Objects.Close] ends it. That the folder is in no repository shows at the first object.
func OpenObjects(ctx context.Context, repo string) (*Objects, error) {
	// Files, not pipes of io: those need goroutines that outlive the process where it ends before its input does.
	questions, ask, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	answers, reply, err := os.Pipe()
	if err != nil {
		return nil, errors.Join(err, questions.Close(), ask.Close())
	}
	ctx, stop := context.WithCancel(ctx)
	o := &Objects{ask: ask, answers: answers, answer: bufio.NewReaderSize(answers, 64<<10), stop: stop, ended: make(chan error, 1)}
	go func() {
		err := Run(ctx, Command{Dir: repo, Args: []string{"cat-file", "--batch", "--follow-symlinks"}, Stdin: questions, Stdout: reply})
		_, _ = questions.Close(), reply.Close() // Now the reader meets the end.
		o.ended <- err
	}()
	return o, nil
}

// Close ends the git process.
func (o *Objects) Close() {
	o.stop()
	_, _ = o.ask.Close(), o.answers.Close()
}

// Get reads the object that a name such as v1.2.3, HEAD~2^{commit} or HASH:./folder/file stands for, if it has at most that
// many bytes. What is not there is a [MissingError].
func (o *Objects) Get(name string, most int64) (Object, error) {
	if o.failed != nil {
		return Object{}, o.failed
	}
	if name == "" || strings.ContainsAny(name, "\n\x00") {
		return Object{}, &MissingError{Name: strconv.Quote(name)}
	}
	if _, err := o.ask.WriteString(name + "\n"); err != nil {
		return Object{}, o.fail(err)
	}
	head, err := o.answer.ReadString('\n')
	if err != nil {
		return Object{}, o.fail(err)
	}
	head = strings.TrimSuffix(head, "\n")
	switch head {
	case name + " missing":
		return Object{}, &MissingError{Name: name}
	case name + " ambiguous":
		return Object{}, &MissingError{Name: name, Ambiguous: true}
	}
	object, size, err := parseHead(head)
	if err != nil {
		return Object{}, o.fail(err)
	}
	if size > most {
		// What follows is not worth reading, and nothing else can be read before it.
		return Object{}, o.fail(fmt.Errorf("%s has more than %d bytes", name, most))
	}
	content := make([]byte, size+1) // A line end follows the content.
	if _, err := io.ReadFull(o.answer, content); err != nil {
		return Object{}, o.fail(err)
	}
	if object.Kind == "" { // The path of a symbolic link that leads nowhere.
		return Object{}, &MissingError{Name: name}
	}
	object.Content = content[:size]
	return object, nil
}

// parseHead reads the line before the content of an object. Symbolic links that can't be followed have no kind.
func parseHead(head string) (Object, int64, error) {
	words := strings.Split(head, " ")
	var object Object
	switch {
	case len(words) == 3:
		object = Object{ID: words[0], Kind: words[1]}
	case len(words) == 2 && (words[0] == "dangling" || words[0] == "symlink" || words[0] == "loop" || words[0] == "notdir"):
	default:
		return Object{}, 0, fmt.Errorf("git cat-file answers %q", head)
	}
	size, err := strconv.ParseInt(words[len(words)-1], 10, 64)
	if err != nil || size < 0 {
		return Object{}, 0, fmt.Errorf("git cat-file answers %q", head)
	}
	return object, size, nil
}

// fail ends the process. Its own words, where it has ended by itself, say more than a broken pipe does.
func (o *Objects) fail(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, os.ErrClosed) || errors.Is(err, syscall.EPIPE) {
		if said := <-o.ended; said != nil {
			err = said
		}
	}
	o.failed = err
	o.stop()
	return err
}

// maxTree bounds the folders that are read into memory; those of the contract take less than a hundredth of it.
const maxTree = 64 << 20

// maxEntries bounds the folders and files of a tree: a small repository can claim to have billions, by having one folder
// many times.
const maxEntries = 200_000

// Files reads the files below a folder of a commit that keep chooses; folders that it doesn't choose are not looked into. The
// paths are relative to the folder, which is relative to the folder of the git process. Symbolic links are followed within the
// commit, as buf follows them in a folder: a folder that was read already is not read again through a link, so loops end. All content together has at most that many bytes.
func (o *Objects) Files(commit, folder string, keep func(path string, folder bool) bool, most int64) (map[string][]byte, error) {
	w := walk{
		objects: o, at: func(file string) string { return At(commit, path.Join(folder, file)) },
		keep: keep, left: most, entries: maxEntries, files: map[string][]byte{}, seen: map[string]bool{},
	}
	if err := w.tree(At(commit, folder), ""); err != nil {
		return nil, err
	}
	return w.files, nil
}

// At is the name of a file or folder at a commit, for [Objects.Get].
func At(commit, file string) string {
	if file == "." {
		file = ""
	}
	return commit + ":./" + file
}

type walk struct {
	objects *Objects
	at      func(file string) string // at is the name of a file of the folder.
	keep    func(string, bool) bool
	left    int64 // left is how many bytes may still be read.
	entries int   // entries counts down what may still be looked at.
	files   map[string][]byte
	seen    map[string]bool // seen has the hashes of the folders that were read.
	links   int             // links counts the links that lead to the current folder.
}

func (w *walk) tree(name, folder string) error {
	tree, err := w.objects.Get(name, maxTree)
	if err != nil {
		return err
	}
	if tree.Kind != "tree" {
		return fmt.Errorf("%s is a %s, not a folder", name, tree.Kind)
	}
	if w.links > 0 && w.seen[tree.ID] {
		return nil
	}
	w.seen[tree.ID] = true
	width := len(tree.ID) / 2 // Objects are named by a hash of 20 or of 32 bytes.
	for rest := tree.Content; len(rest) > 0; {
		head, tail, ok := bytes.Cut(rest, []byte{0})
		mode, base, named := strings.Cut(string(head), " ")
		if !ok || !named || len(tail) < width {
			return fmt.Errorf("%s is damaged: git fsck", name)
		}
		id := fmt.Sprintf("%x", tail[:width])
		rest = tail[width:]
		if w.entries--; w.entries < 0 {
			return fmt.Errorf("%s has more than %d files", w.at(""), maxEntries)
		}
		if err := w.entry(mode, id, path.Join(folder, base)); err != nil {
			return err
		}
	}
	return nil
}

func (w *walk) entry(mode, id, file string) error {
	const folder, link, submodule = "40000", "120000", "160000"
	switch {
	case mode == link && !w.keep(file, false):
		return w.link(file)
	case mode == submodule || !w.keep(file, mode == folder):
		return nil
	case mode == folder:
		return w.tree(id, file)
	case mode == link:
		id = w.at(file)
	}
	blob, err := w.objects.Get(id, w.left)
	if missing := (*MissingError)(nil); errors.As(err, &missing) && mode == link {
		return fmt.Errorf("%s is a symbolic link to what is not in the commit", w.at(file))
	}
	if err != nil {
		return err
	}
	if blob.Kind == "blob" {
		w.left -= int64(len(blob.Content))
		w.files[file] = blob.Content
	}
	return nil
}

// link reads the folder that a link leads to. Links to anything else, or out of the commit, are left out.
func (w *walk) link(file string) error {
	if !w.keep(file, true) {
		return nil
	}
	// git only finds a folder under a name that ends with a slash, and does not send the content of a large file.
	name := w.at(file) + "/"
	if _, err := w.objects.Get(name, maxTree); err != nil {
		if missing := (*MissingError)(nil); errors.As(err, &missing) {
			return nil
		}
		return err
	}
	w.links++
	defer func() { w.links-- }()
	return w.tree(name, file)
}
