"""The coach on the phone: for somebody of an evening below /p/TOKEN/coach, and for everybody below /coach/LANGUAGE."""
