package io.jenkins.plugins.artifactscopes.server.pages;

import io.jenkins.plugins.artifactscopes.http.Authority;
import io.jenkins.plugins.artifactscopes.http.Signer;
import io.jenkins.plugins.artifactscopes.http.download.Links;
import io.jenkins.plugins.artifactscopes.view.Addresses;
import io.jenkins.plugins.artifactscopes.view.ListPages;
import io.jenkins.plugins.artifactscopes.view.PageSource;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** What the servlets of pages share. */
public final class Pages {
    private final PageSource source;
    private final Sessions sessions;
    private final PageAnswers answers = new PageAnswers(new JellyViews());
    private final Links links;
    private final String downloads;

    private Pages(PageSource source, Sessions sessions, Links links, String downloads) {
        this.source = source;
        this.sessions = sessions;
        this.links = links;
        this.downloads = downloads;
    }

    /**
     * The servlets by path.
     *
     * @param downloads the path at which links are served, with slashes around it
     */
    public static Map<String, Servlet> servlets(
            PageSource source, Authority authority, Signer signer, Links links, String downloads) throws IOException {
        Pages pages = new Pages(source, new Sessions(authority, signer), links, downloads);
        SignInServlet signIn = new SignInServlet(pages.sessions, pages.answers);
        return Map.of(
                "",
                new Home(),
                Frame.PROJECTS + "/*",
                new PageServlet(pages),
                SignInServlet.SIGN_IN,
                signIn,
                SignInServlet.SIGN_OUT,
                signIn,
                "/assets/*",
                new AssetServlet());
    }

    PageSource source() {
        return source;
    }

    Sessions sessions() {
        return sessions;
    }

    PageAnswers answers() {
        return answers;
    }

    Links links() {
        return links;
    }

    String downloads() {
        return downloads;
    }

    ListPages lists() {
        return new ListPages(source);
    }

    Addresses addresses(String root, String project) {
        return new PageAddresses(root, project, source.runs());
    }

    /** Whoever comes to the server's root wants to see something. */
    private static final class Home extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            PageAnswers.go(response, request.getContextPath() + Frame.PROJECTS);
        }
    }
}
