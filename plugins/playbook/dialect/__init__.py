"""Rules about GitBook's dialect and spaces (GB…)."""
