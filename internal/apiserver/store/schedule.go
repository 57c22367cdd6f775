package store

import "container/heap"

// schedule has the entities with a step to come, the one that is due first in front: a binary heap in which each entity knows its
// place. Of two that are due at once, the older one comes first.
type schedule []*Entity

// add adds an entity, if it has a step to come.
func (s *schedule) add(entity *Entity) {
	entity.slot = 0
	if !entity.Due.IsZero() {
		heap.Push(s, entity)
	}
}

// remove removes an entity, if it is there.
func (s *schedule) remove(entity *Entity) {
	if entity.slot > 0 {
		heap.Remove(s, entity.slot-1)
	}
}

// Len, Less, Swap, Push and Pop are for container/heap.
func (s schedule) Len() int { return len(s) }

func (s schedule) Less(i, j int) bool {
	if !s[i].Due.Equal(s[j].Due) {
		return s[i].Due.Before(s[j].Due)
	}
	return s[i].seq < s[j].seq
}

func (s schedule) Swap(i, j int) {
	s[i], s[j] = s[j], s[i]
	s[i].slot, s[j].slot = i+1, j+1
}

func (s *schedule) Push(x any) {
	entity, _ := x.(*Entity)
	*s = append(*s, entity)
	entity.slot = len(*s)
}

func (s *schedule) Pop() any {
	last := len(*s) - 1
	entity := (*s)[last]
	(*s)[last] = nil
	*s = (*s)[:last]
	entity.slot = 0
	return entity
}
