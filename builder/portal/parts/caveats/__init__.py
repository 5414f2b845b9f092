"""What a page says of itself: what it leaves out, holds back or cannot vouch for."""
