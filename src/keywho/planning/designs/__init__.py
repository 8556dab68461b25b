"""Groups that never repeat: constructions of the social golfer problem, each verified."""
