package io.jenkins.plugins.artifactscopes.path;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A glob over one name. */
final class NamePattern {
    /** Any number of directories. */
    static final NamePattern DIRECTORIES = new NamePattern(List.of());

    private static final int STAR = -1;
    private static final int ONE = -2;
    private static final int SET = -3;

    /** Code points, or one of the above. */
    private final int[] tokens;

    private final @Nullable CharacterClass[] sets;

    private NamePattern(List<Token> parsed) {
        this.tokens = parsed.stream().mapToInt(Token::code).toArray();
        this.sets = parsed.stream().map(Token::set).toArray(CharacterClass[]::new);
    }

    static NamePattern parse(String glob, String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (c == '[') {
                int end = CharacterClass.end(text, at);
                if (end < 0) {
                    throw Selector.refused(glob, "it has a '[' without ']'; write \\[ for the character itself.");
                }
                tokens.add(new Token(SET, CharacterClass.parse(glob, text, at, end)));
                at = end;
                continue;
            }
            if (c == '\\') {
                at++;
                if (at == text.length()) {
                    throw Selector.refused(
                            glob, "it has a '\\' with nothing after it; write \\\\ for the character itself.");
                }
                tokens.add(new Token(text.codePointAt(at), null));
            } else if (c != '*') {
                tokens.add(new Token(c == '?' ? ONE : c, null));
            } else if (tokens.isEmpty() || tokens.get(tokens.size() - 1).code() != STAR) {
                tokens.add(new Token(STAR, null));
            }
            at += Character.charCount(text.codePointAt(at));
        }
        return new NamePattern(tokens);
    }

    /** Whether {@code text} from {@code start} to {@code end} is such a name. Going back to the last star only is enough. */
    boolean matches(String text, int start, int end) {
        int token = 0;
        int at = start;
        int star = -1;
        int resume = start;
        while (at < end) {
            if (token < tokens.length && tokens[token] == STAR) {
                star = token++;
                resume = at;
                continue;
            }
            int c = text.codePointAt(at);
            if (token < tokens.length && takes(token, c)) {
                token++;
                at += Character.charCount(c);
            } else if (star >= 0) {
                resume += Character.charCount(text.codePointAt(resume));
                at = resume;
                token = star + 1;
            } else {
                return false;
            }
        }
        while (token < tokens.length && tokens[token] == STAR) {
            token++;
        }
        return token == tokens.length;
    }

    private boolean takes(int token, int character) {
        CharacterClass set = sets[token];
        return tokens[token] == ONE || (set == null ? tokens[token] == character : set.has(character));
    }

    private record Token(int code, @Nullable CharacterClass set) {}
}
