package io.jenkins.plugins.artifactscopes.server.pages;

import java.io.IOException;
import java.io.Writer;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Writes as HTML what a fragment gives out. All text and every attribute is escaped; there is no way around that. */
final class HtmlWriter extends DefaultHandler {
    /** Elements that have no end, by the HTML standard. */
    private static final Set<String> VOID = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr");

    private final Writer out;

    HtmlWriter(Writer out) {
        this.out = out;
    }

    @Override
    public void startElement(String uri, String local, String name, Attributes attributes) throws SAXException {
        write("<" + name);
        for (int i = 0; i < attributes.getLength(); i++) {
            write(" " + attributes.getQName(i) + "=\"");
            write(escaped(attributes.getValue(i)));
            write("\"");
        }
        write(">");
    }

    @Override
    public void endElement(String uri, String local, String name) throws SAXException {
        if (!VOID.contains(name)) {
            write("</" + name + ">");
        }
    }

    @Override
    public void characters(char[] text, int start, int length) throws SAXException {
        write(escaped(new String(text, start, length)));
    }

    @Override
    public void ignorableWhitespace(char[] text, int start, int length) throws SAXException {
        characters(text, start, length);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private void write(String text) throws SAXException {
        try {
            out.write(text);
        } catch (IOException e) {
            throw new SAXException(e);
        }
    }
}
