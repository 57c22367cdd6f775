package behaviour

import (
	"strings"
	"testing"
	"time"
)

func TestCron(t *testing.T) {
	began := time.Date(2031, time.March, 3, 10, 20, 30, 0, time.UTC) // A Monday.
	for text, want := range map[string][]string{
		"0 3 * * *":             {"2031-03-04T03:00:00Z", "2031-03-05T03:00:00Z"},
		"@daily":                {"2031-03-04T00:00:00Z", "2031-03-05T00:00:00Z"},
		"@hourly":               {"2031-03-03T11:00:00Z", "2031-03-03T12:00:00Z"},
		"@weekly":               {"2031-03-09T00:00:00Z", "2031-03-16T00:00:00Z"},
		"@monthly":              {"2031-04-01T00:00:00Z", "2031-05-01T00:00:00Z"},
		"@yearly":               {"2032-01-01T00:00:00Z", "2033-01-01T00:00:00Z"},
		"*/20 * * * *":          {"2031-03-03T10:40:00Z", "2031-03-03T11:00:00Z"},
		"5/20 9-10 * * *":       {"2031-03-03T10:25:00Z", "2031-03-03T10:45:00Z", "2031-03-04T09:05:00Z"},
		"0 0 29 2 *":            {"2032-02-29T00:00:00Z", "2036-02-29T00:00:00Z"},
		"0 0 13 * 5":            {"2031-03-07T00:00:00Z", "2031-03-13T00:00:00Z", "2031-03-14T00:00:00Z"},
		"0 0 * * 7":             {"2031-03-09T00:00:00Z"},
		"15 30 12 * * *":        {"2031-03-03T12:30:15Z", "2031-03-04T12:30:15Z"},
		"0 0 0 1 1 * 2033":      {"2033-01-01T00:00:00Z", ""},
		"0 0 31 2 *":            {""},
		"@every 12h":            {"2031-03-03T22:20:30Z", "2031-03-04T10:20:30Z"},
		"@every 1h30m":          {"2031-03-03T11:50:30Z"},
		"@reboot":               {""},
		"1,2,3 10 * * *":        {"2031-03-04T10:01:00Z", "2031-03-04T10:02:00Z"},
		"* * * * * *":           {"2031-03-03T10:21:00Z", "2031-03-03T10:22:00Z"},
		"30,59 23 31 12 * 2031": {"2031-12-31T23:30:00Z"},
	} {
		if strings.Count(text, " ") == 5 && strings.HasSuffix(text, "2031") {
			text = "0 " + text // With a year there are seconds too.
		}
		c, err := parseCron(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		now := began
		for _, want := range want {
			next, ok := c.next(now, began)
			if got := next.Format(time.RFC3339); ok != (want != "") || ok && got != want {
				t.Errorf("%s after %s: got %s %v, want %s", text, now, got, ok, want)
			}
			now = next
		}
	}
}

func TestCronRefuses(t *testing.T) {
	for _, text := range []string{
		"", "@sometimes", "* * * *", "* * * * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8", "5-1 * * * *",
		"*/0 * * * *", "a * * * *", "1-b * * * *", "1/c * * * *", "@every 1ns", "@every 59s", "@every x", "1,,2 * * * *",
	} {
		if c, err := parseCron(text); err == nil {
			t.Errorf("%q was read as %v", text, c)
		}
	}
}

// TestCronGoesOn checks that the times of any expression get later, by a minute or the change of it.
func TestCronGoesOn(t *testing.T) {
	now := time.Date(2031, time.December, 31, 23, 58, 59, 5, time.UTC)
	for _, text := range []string{"* * * * *", "59 59 23 * * *", "0 0 1 1 *", "@every 61s", "0/7 */5 * * 1-5"} {
		c, err := parseCron(text)
		if err != nil {
			t.Fatal(err)
		}
		at := now
		for range 50 {
			next, ok := c.next(at, now)
			if !ok || !next.After(at) || next.Truncate(time.Minute).Equal(at.Truncate(time.Minute)) {
				t.Fatalf("%s: %s comes after %s", text, next, at)
			}
			at = next
		}
	}
}

func FuzzCron(f *testing.F) {
	for _, text := range []string{"0 3 * * *", "@every 12h", "1-5/2,3 * * * * * 2100", "@daily", "99999999999999999999 * * * *"} {
		f.Add(text)
	}
	now := time.Date(2031, time.March, 3, 10, 20, 30, 0, time.UTC)
	f.Fuzz(func(t *testing.T, text string) {
		c, err := parseCron(text)
		if err != nil {
			return
		}
		if next, ok := c.next(now, now); ok && !next.After(now) {
			t.Errorf("%q: %s comes after %s", text, next, now)
		}
	})
}
