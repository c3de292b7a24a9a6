/**
 * The laws that every operator obeys, checked by the library itself, so that an operator of a user's own gets the same
 * checks as those of the library by one call, without a testing framework.
 */
package dev.nabla.check;
