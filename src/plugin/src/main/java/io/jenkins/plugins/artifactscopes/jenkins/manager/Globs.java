package io.jenkins.plugins.artifactscopes.jenkins.manager;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.Entry.Kind;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.TreeLookup;
import io.jenkins.plugins.artifactscopes.store.TreeLookup.Node;
import java.io.File;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.tools.ant.DirectoryScanner;
import org.apache.tools.ant.types.selectors.SelectorUtils;
import org.apache.tools.ant.types.selectors.TokenizedPath;
import org.apache.tools.ant.types.selectors.TokenizedPattern;
import org.jspecify.annotations.Nullable;

/** Ant's patterns, as Jenkins takes them from people: with commas between them, and either slash. */
final class Globs {
    private final List<TokenizedPattern> includes;
    private final List<TokenizedPattern> excludes;

    /** @param includes the empty text matches nothing, and commas alone match everything, as with Jenkins' own artifacts */
    Globs(String includes, @Nullable String excludes, boolean defaultExcludes) {
        String[] wanted = includes.split(",");
        // Commas alone are no pattern, and without one Ant takes everything.
        this.includes = patterns(wanted.length == 0 ? new String[] {SelectorUtils.DEEP_TREE_MATCH} : wanted);
        this.excludes = patterns(excludes == null ? new String[0] : excludes.split(","));
        if (defaultExcludes) {
            this.excludes.addAll(patterns(DirectoryScanner.getDefaultExcludes()));
        }
    }

    private static List<TokenizedPattern> patterns(String[] texts) {
        List<TokenizedPattern> patterns = new ArrayList<>();
        for (String text : texts) {
            String pattern = text.trim().replace('/', File.separatorChar).replace('\\', File.separatorChar);
            if (!pattern.isEmpty()) {
                boolean isDirectory = pattern.endsWith(File.separator);
                patterns.add(new TokenizedPattern(isDirectory ? pattern + SelectorUtils.DEEP_TREE_MATCH : pattern));
            }
        }
        return patterns;
    }

    private boolean match(String path) {
        TokenizedPath tokens = new TokenizedPath(path.replace('/', File.separatorChar));
        return includes.stream().anyMatch(pattern -> pattern.matchPath(tokens, true))
                && excludes.stream().noneMatch(pattern -> pattern.matchPath(tokens, true));
    }

    /** Whether {@code entry} is a file, or a link that stays in the scope, and is matched by its path below {@code directory}. */
    boolean matchBelow(ArtifactPath directory, Entry entry) {
        return entry.kind() != Kind.DIRECTORY
                && !entry.path().equals(directory)
                && (entry.isFile()
                        || TreeLookup.target(new Node(entry.path(), entry)).isPresent())
                && match(entry.path().relativeTo(directory).value());
    }

    /**
     * The files below {@code directory} that are matched, and links that lead to files, by their paths below it, in order.
     *
     * @param tree opened at the root
     */
    List<String> filesBelow(ArtifactPath directory, ScopeTree tree) {
        TreeLookup lookup = new TreeLookup(tree);
        List<String> names = new ArrayList<>();
        Iterator<Entry> entries = tree.entries(directory);
        while (entries.hasNext()) {
            Entry entry = entries.next();
            if (!entry.path().isAtOrBelow(directory)) {
                return names;
            }
            if (matchBelow(directory, entry) && isFile(lookup, entry)) {
                names.add(entry.path().relativeTo(directory).value());
            }
        }
        return names;
    }

    private static boolean isFile(TreeLookup lookup, Entry entry) {
        return entry.isFile() || lookup.resolve(entry.path()).map(Node::isFile).orElse(false);
    }
}
