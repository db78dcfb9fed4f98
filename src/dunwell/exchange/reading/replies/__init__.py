"""What customers answer: a mail or text to its newest words, language, intent, amounts, days and documents."""
