"""How HTML pages lay out an interview: the markup of the body."""

from html import escape

from accuracy.text_layouts import Interview, list_turns


def _paragraphs(texts: tuple[str, ...]) -> str:
    return "\n".join(f"<p>{_escape(text)}</p>" for text in texts)


def _escape(text: str) -> str:
    return escape(text, quote=False)


def _lay_elements(interview: Interview, open_question: str, close_question: str) -> str:
    lines = [_paragraphs(interview.introduction)]
    for asked in interview.exchanges:
        lines += [open_question + _escape(asked.question) + close_question, _paragraphs(asked.answer)]
    return "\n".join(lines)


def lay_strong(interview: Interview) -> str:
    """Questions as paragraphs in bold."""
    return _lay_elements(interview, "<p><strong>", "</strong></p>")


def lay_headings(interview: Interview) -> str:
    """Questions as h3 with nested spans."""
    return _lay_elements(interview, '<h3 class="t"><span><span>', "</span></span></h3>")


def lay_headings_deep(interview: Interview) -> str:
    """Questions as h5, under an h2 that is no question."""
    return "<h2>In conversation</h2>\n" + _lay_elements(interview, "<h5>", "</h5>")


def lay_font_weight(interview: Interview) -> str:
    """Questions in bold by a style."""
    return _lay_elements(interview, '<p><span style="font-weight: 700;">', "</span></p>")


def lay_bold_break(interview: Interview) -> str:
    """Question in bold, `<br>`, and the answer's first paragraph, in one paragraph."""
    lines = [_paragraphs(interview.introduction)]
    for asked in interview.exchanges:
        lines.append(f"<p><b>{_escape(asked.question)}</b><br>\n{_escape(asked.answer[0])}</p>")
        lines.append(_paragraphs(asked.answer[1:]))
    return "\n".join(lines)


def lay_split_bold(interview: Interview) -> str:
    """Questions in bold that is split over two elements, in the middle of a word even."""
    lines = [_paragraphs(interview.introduction)]
    for asked in interview.exchanges:
        half = len(asked.question) // 2
        head, tail = _escape(asked.question[:half]), _escape(asked.question[half:])
        lines += [f"<p><strong>{head}</strong><b>{tail}</b></p>", _paragraphs(asked.answer)]
    return "\n".join(lines)


def lay_definition_list(interview: Interview) -> str:
    """`dt` asks, `dd` answers."""
    items = "\n".join(
        f"<dt>{_escape(asked.question)}</dt>\n<dd>{_paragraphs(asked.answer)}</dd>" for asked in interview.exchanges
    )
    return f"{_paragraphs(interview.introduction)}\n<dl>\n{items}\n</dl>"


def lay_details(interview: Interview) -> str:
    """`summary` asks, the rest of `details` answers."""
    return "\n".join(
        [
            _paragraphs(interview.introduction),
            *(
                f"<details><summary>{_escape(asked.question)}</summary>{_paragraphs(asked.answer)}</details>"
                for asked in interview.exchanges
            ),
        ]
    )


def lay_table(interview: Interview) -> str:
    """One row an exchange: the question in the first cell, the answer in the second."""
    rows = "\n".join(
        f"<tr><td>{_escape(asked.question)}</td><td>{_paragraphs(asked.answer)}</td></tr>"
        for asked in interview.exchanges
    )
    return f"{_paragraphs(interview.introduction)}\n<table>\n{rows}\n</table>"


def lay_plain_divs(interview: Interview) -> str:
    """One `div` a paragraph, no other sign."""
    return "\n".join(f"<div>{_escape(text)}</div>" for text in list_turns(interview))


def lay_content_blocks(interview: Interview) -> str:
    """Every paragraph in a content block of its own, no other sign."""
    return "\n".join(
        f'<div class="paragraph paragraph--type--text"><div><p>{_escape(text)}</p></div></div>'
        for text in list_turns(interview)
    )


def lay_misleading(interview: Interview) -> str:
    """Class names that say the contrary of what stands in them."""
    lines = ['<div class="content"><a href="/a">Menu</a></div>', '<div class="share-story sidebar">']
    lines += [f'<p class="promo">{_escape(text)}</p>' for text in interview.introduction]
    for asked in interview.exchanges:
        lines.append(f'<p class="related-question"><strong>{_escape(asked.question)}</strong></p>')
        lines += [f'<p class="comment advert">{_escape(text)}</p>' for text in asked.answer]
    return "\n".join([*lines, "</div>"])


def lay_figures(interview: Interview) -> str:
    """A figure with a caption, and a pull quote that repeats an answer, between the exchanges."""
    lines = [_paragraphs(interview.introduction)]
    for number, asked in enumerate(interview.exchanges):
        lines += [f"<p><strong>{_escape(asked.question)}</strong></p>", _paragraphs(asked.answer)]
        if number == 0:
            lines.append(f'<aside class="pullquote"><p>{_escape(asked.answer[0])}</p></aside>')
        if number == 1:
            lines.append(f'<figure><img src="a.jpg"><figcaption>{_escape(interview.caption)}</figcaption></figure>')
    return "\n".join(lines)


def lay_related(interview: Interview) -> str:
    """Question headlines of other pages below the interview."""
    cards = "".join(f'<li><a href="/{n}"><h3>{_escape(t)}</h3></a></li>' for n, t in enumerate(interview.related))
    return f'{lay_headings(interview)}\n<section class="related"><h2>Related stories</h2><ul>{cards}</ul></section>'


def lay_comments(interview: Interview) -> str:
    """Readers' comments after the end."""
    items = "".join(f'<li class="comment"><cite>Reader</cite><p>{_escape(t)}</p></li>' for t in interview.comments)
    return f'{lay_strong(interview)}\n<div id="comments"><h3>Comments</h3><ol class="comment-list">{items}</ol></div>'


def lay_lists(interview: Interview) -> str:
    """Answers as lists and block quotes in turn."""
    lines = [_paragraphs(interview.introduction)]
    for number, asked in enumerate(interview.exchanges):
        lines.append(f"<h4>{_escape(asked.question)}</h4>")
        if number % 2:
            lines.append(f"<blockquote>{_paragraphs(asked.answer)}</blockquote>")
        else:
            lines.append("<ul>" + "".join(f"<li>{_escape(text)}</li>" for text in asked.answer) + "</ul>")
    return "\n".join(lines)


def lay_bold_turns(interview: Interview) -> str:
    """Marks of the turns in bold, the text after them not."""

    def mark(paragraph: str, prefix: str) -> str:
        rest = _escape(paragraph.removeprefix(prefix))
        return f"<p><b>{_escape(prefix.strip())}</b> {rest}</p>" if prefix else f"<p>{rest}</p>"

    lines = [_paragraphs(interview.introduction)]
    for asked in interview.exchanges:
        lines.append(mark(asked.question, interview.turns[0]))
        lines += [mark(text, interview.turns[1] if n == 0 else "") for n, text in enumerate(asked.answer)]
    return "\n".join(lines)


def lay_breaks(interview: Interview) -> str:
    """Two `<br>` between paragraphs, no other element."""
    return "<br><br>\n".join(_escape(text) for text in list_turns(interview))
