"""The way home: a plan as a Word document with stable section ids, and what was changed in it as proposals by section."""
