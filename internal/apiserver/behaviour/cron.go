package behaviour

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// cron are the times at which something happens again and again: those that an expression names, or an interval.
type cron struct {
	every time.Duration // every is zero where there are fields.
	never bool          // never is @reboot: the clock of the server knows no reboot.

	seconds, minutes, hours, days, months, weekdays, years field
}

// field are the values that one field of an expression stands for; nil for any.
type field map[int]bool

func (f field) has(value int) bool { return f == nil || f[value] }

// shortest is the shortest time between two backups of a schedule. It bounds what a clock that is advanced by years brings about.
const shortest = time.Minute

var shorthands = map[string]string{
	"@annually": "0 0 1 1 *", "@yearly": "0 0 1 1 *", "@monthly": "0 0 1 * *", "@weekly": "0 0 * * 0", "@daily": "0 0 * * *",
	"@hourly": "0 * * * *",
}

// parseCron reads an expression of 5 fields, of 6 with the seconds first, or of 7 with the year last too, a shorthand such as
// @daily, or an interval such as @every 12h.
func parseCron(text string) (cron, error) {
	if text == "@reboot" {
		return cron{never: true}, nil
	}
	if interval, ok := strings.CutPrefix(text, "@every "); ok {
		every, err := time.ParseDuration(interval)
		if err != nil || every < shortest {
			return cron{}, fmt.Errorf("%q is no interval of at least %s", interval, shortest)
		}
		return cron{every: every}, nil
	}
	if long, ok := shorthands[text]; ok {
		text = long
	}
	words := strings.Fields(text)
	switch len(words) {
	case 5:
		words = append([]string{"0"}, append(words, "*")...)
	case 6:
		words = append(words, "*")
	case 7:
	default:
		return cron{}, fmt.Errorf("%q has %d fields: want 5 (minute, hour, day, month, weekday), 6 with seconds before, "+
			"or 7 with the year after", text, len(words))
	}
	var c cron
	for i, into := range []struct {
		of       *field
		name     string
		min, max int
	}{
		{&c.seconds, "second", 0, 59}, {&c.minutes, "minute", 0, 59}, {&c.hours, "hour", 0, 23}, {&c.days, "day", 1, 31},
		{&c.months, "month", 1, 12}, {&c.weekdays, "weekday", 0, 7}, {&c.years, "year", 1970, 2199},
	} {
		values, err := parseField(words[i], into.min, into.max)
		if err != nil {
			return cron{}, fmt.Errorf("the %s %q: %w", into.name, words[i], err)
		}
		*into.of = values
	}
	if c.weekdays[7] {
		c.weekdays[0] = true // Both 0 and 7 are Sunday.
	}
	return c, nil
}

// parseField reads *, 5, 1,2,3, 1-5, */15 or 10/15.
func parseField(text string, low, high int) (field, error) {
	if text == "*" {
		return nil, nil
	}
	values := field{}
	for part := range strings.SplitSeq(text, ",") {
		from, to, step := low, high, 1
		first, second, ranged := strings.Cut(part, "-")
		if !ranged {
			first, second, ranged = strings.Cut(part, "/")
			if ranged {
				n, err := strconv.Atoi(second)
				if err != nil || n < 1 {
					return nil, fmt.Errorf("%q is no step", second)
				}
				step = n
			}
		} else {
			n, err := strconv.Atoi(second)
			if err != nil {
				return nil, fmt.Errorf("%q is no number", second)
			}
			to = n
		}
		if first != "*" {
			n, err := strconv.Atoi(first)
			if err != nil {
				return nil, fmt.Errorf("%q is no number", first)
			}
			from = n
			if !ranged {
				to = n
			}
		}
		if from < low || to > high || from > to {
			return nil, fmt.Errorf("want values from %d to %d", low, high)
		}
		for value := from; value <= to; value += step {
			values[value] = true
		}
	}
	return values, nil
}

// horizon is how far ahead a next time is looked for: leap days are at most 8 years apart.
const horizon = 9 * 366

// next returns the first time after now, which an interval counts from its beginning. It is false if there is none.
func (c cron) next(now, began time.Time) (time.Time, bool) {
	if c.never {
		return time.Time{}, false
	}
	if c.every > 0 {
		return began.Add((max(now.Sub(began), 0)/c.every + 1) * c.every), true //nolint:durationcheck // The quotient is a number.
	}
	now = now.UTC()
	day := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	for range horizon {
		if c.on(day) {
			if found, ok := c.within(day, now); ok {
				return found, true
			}
		}
		day = day.AddDate(0, 0, 1)
	}
	return time.Time{}, false
}

// on says whether something happens on a day. As usual in cron, a day of the month or a weekday is enough where both are named.
func (c cron) on(day time.Time) bool {
	if !c.years.has(day.Year()) || !c.months.has(int(day.Month())) {
		return false
	}
	if c.days != nil && c.weekdays != nil {
		return c.days[day.Day()] || c.weekdays[int(day.Weekday())]
	}
	return c.days.has(day.Day()) && c.weekdays.has(int(day.Weekday()))
}

// within returns the first time of a day that is after another one, and not in the same minute.
func (c cron) within(day, after time.Time) (time.Time, bool) {
	for minute := range 24 * 60 {
		if !c.hours.has(minute/60) || !c.minutes.has(minute%60) {
			continue
		}
		second := 0
		for second < 59 && !c.seconds.has(second) {
			second++
		}
		at := day.Add(time.Duration(minute)*time.Minute + time.Duration(second)*time.Second)
		if at.Sub(after) > 0 && !at.Truncate(time.Minute).Equal(after.Truncate(time.Minute)) {
			return at, true
		}
	}
	return time.Time{}, false
}
