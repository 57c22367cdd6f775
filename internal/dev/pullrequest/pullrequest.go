// Package pullrequest keeps comments on a pull request at GitHub: each is written once and changed from then on, so that a pull
// request with twenty pushes has one.
package pullrequest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/google/go-github/v88/github"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
)

// Bounds of what is asked of GitHub.
const (
	mostPages   = 50     // mostPages is how many pages of a hundred comments are looked through.
	mostComment = 65_536 // mostComment is what GitHub takes, in characters.
)

// patience is how long GitHub may take for one request.
const patience = 30 * time.Second

// Place is a pull request, and the right to comment on it.
type Place struct {
	API    string // API is the address of the API; empty is that of github.com.
	Owner  string
	Name   string
	Number int
	Token  string
}

var pullRef = regexp.MustCompile(`^refs/pull/([1-9][0-9]{0,8})/`)

// Here is the pull request for which a workflow runs, by the variables that it has (GITHUB_REF, GITHUB_REPOSITORY and
// GITHUB_API_URL) and the token in GITHUB_TOKEN.
func Here(getenv func(string) string, secrets *redact.Secrets) (Place, error) {
	p := Place{API: getenv("GITHUB_API_URL"), Token: getenv("GITHUB_TOKEN")}
	match := pullRef.FindStringSubmatch(getenv("GITHUB_REF"))
	owner, name, ok := strings.Cut(getenv("GITHUB_REPOSITORY"), "/")
	switch {
	case match == nil || !ok:
		return p, errors.New("this is no workflow of a pull request: GITHUB_REF and GITHUB_REPOSITORY name none")
	case p.Token == "":
		return p, errors.New("there is no token: give the step env: GITHUB_TOKEN: ${{ github.token }}")
	}
	secrets.Add(p.Token)
	p.Owner, p.Name = owner, name
	var err error
	p.Number, err = strconv.Atoi(match[1])
	return p, err
}

// mark is the first line of a comment, by which it is found again: an HTML comment, which readers don't see.
func mark(name string) string { return "<!-- mage comment: " + name + " -->" }

// Run writes the comment of this name on the pull request for which a workflow runs, with the text of a file or, where the file is
// called -, of in. It prints the address of the comment, and hides the token in errors.
func Run(ctx context.Context, getenv func(string) string, name, file string, in io.Reader, out io.Writer) error {
	text, err := read(file, in)
	if err != nil {
		return err
	}
	secrets := &redact.Secrets{}
	at, err := Here(getenv, secrets)
	if err != nil {
		return err
	}
	address, err := Comment(ctx, at, name, text)
	if err != nil {
		return secrets.Error(err)
	}
	_, err = fmt.Fprintln(out, cmp.Or(address, "There is nothing to say."))
	return err
}

func read(file string, in io.Reader) (string, error) {
	if file == "-" {
		text, err := io.ReadAll(in)
		return string(text), err
	}
	text, err := os.ReadFile(file)
	return string(text), err
}

// Comment writes the comment of this name, or changes it where it is there, and returns its address. The text is Markdown; an
// empty one is no comment.
func Comment(ctx context.Context, p Place, name, text string) (address string, err error) {
	if strings.TrimSpace(text) == "" {
		return "", nil
	}
	client, err := p.client()
	if err != nil {
		return "", err
	}
	body := mark(name) + "\n" + text
	if n := len([]rune(body)); n > mostComment {
		return "", fmt.Errorf("the comment has %d characters, GitHub takes %d", n, mostComment)
	}
	found, err := p.find(ctx, client, mark(name))
	if err != nil {
		return "", p.explain("look for the comment", err)
	}
	if found.GetID() != 0 {
		if found.GetBody() == body {
			return found.GetHTMLURL(), nil
		}
		changed, _, err := client.Issues.EditComment(ctx, p.Owner, p.Name, found.GetID(), &github.IssueComment{Body: &body})
		return changed.GetHTMLURL(), p.explain("change the comment", err)
	}
	written, _, err := client.Issues.CreateComment(ctx, p.Owner, p.Name, p.Number, &github.IssueComment{Body: &body})
	return written.GetHTMLURL(), p.explain("write the comment", err)
}

func (p Place) client() (*github.Client, error) {
	options := []github.ClientOptionsFunc{github.WithAuthToken(p.Token), github.WithTimeout(patience)}
	if p.API != "" {
		base := strings.TrimSuffix(p.API, "/") + "/"
		options = append(options, github.WithURLs(&base, nil))
	}
	return github.NewClient(options...)
}

// find is the comment with a mark that a program has written; an empty one where there is none. What people quote is not ours.
func (p Place) find(ctx context.Context, client *github.Client, mark string) (*github.IssueComment, error) {
	options := &github.IssueListCommentsOptions{ListOptions: github.ListOptions{PerPage: 100}}
	for range mostPages {
		page, response, err := client.Issues.ListComments(ctx, p.Owner, p.Name, p.Number, options)
		if err != nil {
			return nil, err
		}
		for _, c := range page {
			if strings.HasPrefix(c.GetBody(), mark) && c.GetUser().GetType() == "Bot" {
				return c, nil
			}
		}
		if options.Page = response.NextPage; options.Page == 0 {
			return &github.IssueComment{}, nil
		}
	}
	return nil, fmt.Errorf("the pull request has more than %d comments", 100*mostPages)
}

// explain makes one line of an error of GitHub.
func (p Place) explain(doing string, err error) error {
	var refused *github.ErrorResponse
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refused) && refused.Response.StatusCode == http.StatusForbidden:
		return fmt.Errorf("%s of pull request %d: %s: give the job the permission pull-requests: write; workflows of forks can't have it", doing, p.Number, refused.Message)
	case errors.As(err, &refused):
		return fmt.Errorf("%s of pull request %d: HTTP %d: %s", doing, p.Number, refused.Response.StatusCode, refused.Message)
	default:
		return fmt.Errorf("%s of pull request %d: %w", doing, p.Number, err)
	}
}
