"""What the world calls its work: titles, occupations, skills and tools of O*NET and ESCO, as words, meanings and near misses."""
