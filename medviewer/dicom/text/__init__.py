"""Letters: character sets as declared, or as they must have been meant, and names of people."""
