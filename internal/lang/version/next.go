package version

import "fmt"

// Policy is what a project decides about its versions. The zero Policy is a good one once it has a First.
type Policy struct {
	First     Version   // First is the version of the first release.
	ZeroMajor ZeroMajor // ZeroMajor is what raises the minor number while the major one is 0.
}

// ZeroMajor is what raises the minor number below 1.0, where SemVer promises nothing and users count on what their tools
// do: ^0.4.2 and ~=0.4.2 take every 0.4.x from there and no 0.5.0. So a break always raises the minor number, and whatever
// else raises the patch number reaches them without being asked for.
type ZeroMajor int //nolint:recvcheck // Reading into it takes a pointer; it is a value otherwise.

// What raises the minor number below 1.0.
const (
	BreakingRaisesMinor ZeroMajor = iota // BreakingRaisesMinor is for breaks only, so that users get additions at once.
	AdditionsRaiseMinor                  // AdditionsRaiseMinor is for additions too: users of 0.4.x get nothing but corrections.
	zeroMajorsEnd                        // There are no more.
)

// Next is the version of a release after the last one, given what changed since. Before the first release, last is none
// and the answer is the policy's First.
//
// From 1.0 on each level has its number. Below, the policy decides, and 1.0.0 never comes by itself: it is a promise that
// people make. Who picks a version by hand may pick any that is not older than the answer.
//
// At level None the answer is last: there is nothing to release. A caller that releases all the same, such as a preview of
// a pull request, asks for Patch.
//
// Last has to be a release. Pre-releases don't count, because users of the last release are who a change can break.
func Next(last Version, level Level, policy Policy) (Version, error) {
	switch {
	case level < None || level > Major:
		return Version{}, fmt.Errorf("%s does not exist: they go from %s to %s", level, None, Major)
	case policy.ZeroMajor < 0 || policy.ZeroMajor >= zeroMajorsEnd:
		return Version{}, fmt.Errorf("the policy for versions below 1.0 is %d, which does not exist", policy.ZeroMajor)
	case last.IsZero() && policy.First.IsZero():
		return Version{}, fmt.Errorf("nothing was released and the first version is not set: write one, such as 0.1.0")
	case last.IsZero():
		return policy.First, nil
	case last.stage != Final:
		return Version{}, fmt.Errorf("%s is not a release: count from the last one, such as 1.2.3", last)
	}
	slot := level
	if last.major == 0 {
		slot = policy.ZeroMajor.slot(level)
	}
	next := last
	switch slot {
	case Major:
		next.major, next.minor, next.patch = last.major+1, 0, 0
	case Minor:
		next.minor, next.patch = last.minor+1, 0
	case Patch:
		next.patch++
	case None:
	}
	if max(next.major, next.minor, next.patch) > mostNumber {
		return Version{}, fmt.Errorf("%s has no next version: its numbers go up to %d", last, uint64(mostNumber))
	}
	return next, nil
}

// slot is the number that a level raises below 1.0.
func (z ZeroMajor) slot(level Level) Level {
	switch {
	case level == Major, level == Minor && z == AdditionsRaiseMinor:
		return Minor
	default:
		return min(level, Patch)
	}
}

// zeroMajors are the policies as sdk.yaml has them.
var zeroMajors = [zeroMajorsEnd]string{"breaking", "additions"}

// MarshalText writes what raises the minor number: breaking or additions.
func (z ZeroMajor) MarshalText() ([]byte, error) {
	if z < 0 || z >= zeroMajorsEnd {
		return nil, fmt.Errorf("the policy for versions below 1.0 is %d, which does not exist", int(z))
	}
	return []byte(zeroMajors[z]), nil
}

// UnmarshalText reads what raises the minor number: breaking or additions.
func (z *ZeroMajor) UnmarshalText(text []byte) error {
	for i, name := range zeroMajors {
		if name == string(text) {
			*z = ZeroMajor(i)
			return nil
		}
	}
	return fmt.Errorf("%s raises no minor number below 1.0: write breaking, or additions for both", quote(string(text)))
}
