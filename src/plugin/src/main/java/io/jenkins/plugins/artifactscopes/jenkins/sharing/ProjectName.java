package io.jenkins.plugins.artifactscopes.jenkins.sharing;

import hudson.model.Item;
import hudson.model.Job;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** The name of another project as a script writes it: from the folder of the script's job, as everywhere in Jenkins, or a full name. */
record ProjectName(String text) {
    private static final int SHOWN = 200;

    /** What the name may mean, in the order in which Jenkins would look, whoever may know of it. */
    List<Item> meanings(Job<?, ?> from) {
        List<Item> found = new ArrayList<>();
        if (text.isBlank()) {
            return found;
        }
        try (ACLContext all = ACL.as2(ACL.SYSTEM2)) {
            Jenkins jenkins = Jenkins.get();
            add(found, jenkins.getItem(text, from.getParent()));
            add(found, jenkins.getItemByFullName(text));
        }
        return found;
    }

    private static void add(List<Item> found, @Nullable Item item) {
        if (item != null && !found.contains(item)) {
            found.add(item);
        }
    }

    /** For a log: on one line, and not longer than a name is. */
    String shown() {
        return shown(text);
    }

    static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
