"""The SDG Digital Investment Framework (ITU and DIAL, 2019): its catalogue, and the pages that cite it."""
