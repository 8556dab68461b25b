"""What `attendee_list` is made of, in the order in which a file goes through it.

decoding (bytes to text), separated (text to a sheet) or workbook (Excel to sheets), headers (what each column means),
people (rows to attendees), wish_columns (hosts, absences, who must or must not meet).
"""
